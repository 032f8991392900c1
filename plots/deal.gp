# deal.gp: a bar an option, its length the share of deals with the option. All positions are in page units.
# $bars: start, end, interval (low, high), height, colour

set lmargin at screen 0;  set rmargin at screen 1
set tmargin at screen 1;  set bmargin at screen 0
set xrange [0:720]
set yrange [480:0]
unset tics
set errorbars 0.5

plot $bars using (($1+$2)/2):5:1:2:($5-height):($5+height):6 with boxxyerror fillstyle solid noborder linecolor rgb variable, \
     $bars using 2:5:3:4 with xerrorbars pointtype 7 pointsize 0.01 linewidth 1 linecolor rgb ink, \
     $bars using 1:($5-height-1.5):(0):(2*height+3) with vectors nohead linewidth 0.75 linecolor rgb axis
