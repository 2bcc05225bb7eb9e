"""Drawing without fonts or image libraries: our own single-stroke letters, a grey canvas, charts."""
