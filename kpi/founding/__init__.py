"""A workspace made from a folder of documents: nothing is asked, what is assumed and what is left is told.

folder → finding (read all) → naming (whose) → choosing (which) → founded (the files of the workspace)
"""
