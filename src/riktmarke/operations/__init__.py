"""Work that takes time: import and assess as one pipeline that can be rerun."""
