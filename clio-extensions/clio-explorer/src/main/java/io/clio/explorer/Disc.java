package io.clio.explorer;

/** A place on the map. The area of a leaf's disc grows with its users. */
record Disc(double x, double y, double radius) {}
