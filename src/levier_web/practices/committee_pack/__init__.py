"""What the committee takes into the room: slides, a document, a workbook."""
