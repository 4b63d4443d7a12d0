"""Records of what is taken along, brought and left; one noun a file."""

from community.belongings.models.archive import KEPT, Archive, archive_folder
from community.belongings.models.departure import GRACE, Departure
from community.belongings.models.imports import Import, ImportedRow, import_folder

__all__ = [
    "GRACE",
    "KEPT",
    "Archive",
    "Departure",
    "Import",
    "ImportedRow",
    "archive_folder",
    "import_folder",
]
