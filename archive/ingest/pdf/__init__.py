"""From the glyphs of a PDF file to paragraphs.

PDFium reads the glyphs (`pdfium`), pdfminer.six reads them a second time where the text is Chinese
or doubtful (`miner`), and `plausible` chooses. `lines`, `columns`, `furniture` and `flow` make
paragraphs of them, `document` calls all of these, and `process` does so in a process apart.
"""
