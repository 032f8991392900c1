# causes.gp: the causes that end truces, stacked, by month.
# $causes: month, 0, cumulative sums over the causes (%); fills: a colour a cause

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [0:x_high]
set yrange [0:100]
set grid noxtics ytics
set border 1 linewidth 0.75 linecolor rgb axis
set xtics 0, step scale 0.4
set ytics ('0' 0, '25' 25, '50' 50, '75' 75, '100%%' 100)

plot NaN, for [i=1:layers] $causes using 1:(column(i+1)):(column(i+2)) with filledcurves \
         fillstyle solid border rgb 'white' linewidth 0.75 linecolor rgb word(fills, i)
