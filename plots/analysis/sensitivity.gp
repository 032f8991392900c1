# sensitivity.gp: Sobol' indices, a row a group of factors.
# $rows: first-order index and its interval (low, high), total index and its interval (low, high), all in per cent of
# the variance; height

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [from:end]
set yrange [bottom:top]
unset ytics
set grid noytics xtics
set arrow 1 from 0,bottom to 0,top nohead linewidth 1 linecolor rgb axis

plot $rows using 4:($7+height*0.6):5:6 with xerrorbars pointtype 7 pointsize 0.01 linewidth 1.25 linecolor rgb good, \
     $rows using 4:($7+height*0.6) with points pointtype 7 pointsize 0.6 linecolor rgb good, \
     $rows using 1:($7-height*0.6):2:3 with xerrorbars pointtype 7 pointsize 0.01 linewidth 1.25 linecolor rgb best, \
     $rows using 1:($7-height*0.6) with points pointtype 7 pointsize 0.6 linecolor rgb best
