# experts.gp: the probability of the headline, pooled and a row an expert.
# $rows: probability, range across worlds (low, high), interval of the simulation (low, high) (%), height, colour
# $bands: start and end (%) and colour of each likelihood band

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [0:end]
set yrange [bottom:top]
unset ytics
set style arrow 1 nohead linewidth 0.75 linecolor rgb muted dashtype (5,4)

plot $bands using (($1+$2)/2):((top+bottom)/2):1:2:(top):(bottom):3 with boxxyerror \
         fillstyle solid noborder linecolor rgb variable, \
     $rows every ::0::0 using 1:(bottom):(0):(top-bottom) with vectors arrowstyle 1, \
     $rows using 1:6:2:3:($6-height):($6+height):7 with boxxyerror \
         fillstyle transparent solid 0.28 noborder linecolor rgb variable, \
     $rows using 1:6:4:5:7 with xerrorbars pointtype 7 pointsize 0.01 linewidth 1.25 linecolor rgb variable, \
     $rows using 1:6 with points pointtype 7 pointsize 0.75 linecolor rgb 'white', \
     $rows using 1:6:7 with points pointtype 7 pointsize 0.55 linecolor rgb variable
