# measures.gp: the mean of a measure, a row a variant.
# $rows: mean, range of the mean across worlds (low, high), interval of the simulation (low, high), 5%, 50% and 95% over
# draws, all in the unit of the axis; height, colour

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [from:end]
set yrange [bottom:top]
unset ytics
set style arrow 1 nohead linewidth 0.75 linecolor rgb muted dashtype (5,4)
set style arrow 2 nohead linewidth 0.75 linecolor rgb muted

plot $rows every ::0::0 using 1:(bottom):(0):(variants > 1 ? top-bottom : 0) with vectors arrowstyle 1, \
     $rows using 6:9:($8-$6):(0) with vectors arrowstyle 2, \
     $rows using 7:($9-height*0.8):(0):(height*1.6) with vectors arrowstyle 2, \
     $rows using 1:9:2:3:($9-height):($9+height):10 with boxxyerror \
         fillstyle transparent solid 0.28 noborder linecolor rgb variable, \
     $rows using 1:9:4:5:10 with xerrorbars pointtype 7 pointsize 0.01 linewidth 1.25 linecolor rgb variable, \
     $rows using 1:9 with points pointtype 7 pointsize 0.75 linecolor rgb 'white', \
     $rows using 1:9:10 with points pointtype 7 pointsize 0.55 linecolor rgb variable
