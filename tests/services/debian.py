"""Programs the tests drive that no wheel holds: found on the machine, else installed on Debian.

`python -m tests.services.debian` does so for nginx and strace; `make test` runs it first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def install(package: str) -> None:
    """As root by apt; elsewhere it is the owner's to install."""
    if os.geteuid() or not shutil.which("apt-get"):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    subprocess.run(command, check=False, env=quiet)


def main() -> int:
    from tests.services import nginx

    if nginx.find() is None:
        nginx.install()
    if shutil.which("strace") is None:
        install("strace")
    missing = [
        name
        for name, found in (("nginx", nginx.find()), ("strace", shutil.which("strace")))
        if found is None
    ]
    if missing:
        print(f"Could be neither found nor installed: {', '.join(missing)}; some tests need them.")
    return int(bool(missing) and bool(os.environ.get("CI")))


if __name__ == "__main__":
    sys.exit(main())
