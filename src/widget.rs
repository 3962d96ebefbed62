//! Drawing shared by panels. Knows cells and styles, no indicator.
