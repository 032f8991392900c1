# value.gp: the value of information, a row a factor.
# $rows: value and its interval (low, high) in the unit of the axis, height, colour

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [0:end]
set yrange [bottom:top]
unset ytics
set grid noytics xtics
set arrow 1 from 0,bottom to 0,top nohead linewidth 1 linecolor rgb axis

plot $rows using 1:4:(0):1:($4-height):($4+height):5 with boxxyerror fillstyle solid noborder linecolor rgb variable, \
     $rows using 1:4:2:3 with xerrorbars pointtype 7 pointsize 0.01 linewidth 1.25 linecolor rgb ink
