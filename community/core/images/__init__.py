"""Pictures people give us: decoded in a small program of their own, kept only as new WebP files.

Two steps, so that nothing slow happens inside a write transaction:

    prepared = keep_picture(data)          # decodes and writes the files; raises BadPicture
    with writing():
        picture = Picture.of(prepared)     # the row, made once for each picture
"""
