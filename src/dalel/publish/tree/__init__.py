"""How files reach readers: written, switched, signed, kept, mirrored."""
