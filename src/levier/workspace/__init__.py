"""The folder of plain files: read it, check it, measure it, write what came out."""
