"""What an e-book is made of, each part by itself: documents, page marks, faces, package metadata, the container.

In: a Book and what is known of its print edition. Out: the parts that `formats/epub.py` binds into one EPUB 3.3
(https://www.w3.org/TR/epub-33/) that keeps EPUB Accessibility 1.1 (https://www.w3.org/TR/epub-a11y-11/).

    write_documents (documents.py) -> mark_pages (page_list.py) -> package_metadata (metadata.py) -> write_container
"""
