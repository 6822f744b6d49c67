"""The parts of timeline.svg: scale and ticks, lanes and packing, marks and arrows, and their drawing."""
