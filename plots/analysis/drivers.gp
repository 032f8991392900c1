# drivers.gp: the chance of the headline at low and high of each quantity, a row each.
# $rows: low side, high side, interval of the difference at the high side (low, high) (%), height, colour

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [start:end]
set yrange [bottom:top]
unset ytics
set style arrow 1 nohead linewidth 0.75 linecolor rgb muted dashtype (5,4)

plot $rows every ::0::0 using (base):(bottom):(0):(top-bottom) with vectors arrowstyle 1, \
     $rows using (($1+$2)/2):5:1:2:($5-height):($5+height):6 with boxxyerror \
         fillstyle transparent solid 0.28 noborder linecolor rgb variable, \
     $rows using 2:5:3:4:6 with xerrorbars pointtype 7 pointsize 0.01 linewidth 1.25 linecolor rgb variable, \
     $rows using 1:5 with points pointtype 7 pointsize 0.75 linecolor rgb 'white', \
     $rows using 1:5:6 with points pointtype 6 pointsize 0.6 linewidth 1.25 linecolor rgb variable, \
     $rows using 2:5 with points pointtype 7 pointsize 0.75 linecolor rgb 'white', \
     $rows using 2:5:6 with points pointtype 7 pointsize 0.6 linecolor rgb variable
