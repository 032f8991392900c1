# guarantees.gp: the tests of each guarantee in 100 truces, and the share of the truces that hold which it saves.
# $rows: tests contained, honoured, all (in 100 truces), interval of those honoured (low, high),
#     truces saved, its interval (low, high) (%), tests honoured where they have an interval, height; bar: half the height of a bar
# $others: truces saved in another variant (%), height

set multiplot
set errorbars 0
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set yrange [bottom:top]
unset ytics
set grid noytics xtics

set lmargin at screen X(left);  set rmargin at screen X(right)
set xrange [0:tests_end]
set xtics 0, tests_step, tests_end
plot $rows using ($1/2):10:(0):1:($10-bar):($10+bar) with boxxyerror fillstyle solid noborder linecolor rgb best, \
     $rows using (($1+$2)/2):10:1:2:($10-bar):($10+bar) with boxxyerror fillstyle solid noborder linecolor rgb good, \
     $rows using (($2+$3)/2):10:2:3:($10-bar):($10+bar) with boxxyerror fillstyle solid noborder linecolor rgb worst, \
     $rows using 9:($10+bar+3):4:5 with xerrorbars pointtype 7 pointsize 0.01 linewidth 1.25 linecolor rgb ink, \
     $rows using 9:($10+bar+3) with points pointtype 7 pointsize 0.25 linecolor rgb ink
unset label; unset arrow

set lmargin at screen X(saved_left);  set rmargin at screen X(saved_right)
set xrange [0:saved_end]
set xtics 0, saved_step, saved_end
set format x '%g%%'
plot $others using 1:2 with points pointtype 7 pointsize 0.4 linecolor rgb none, \
     $rows using 6:10:7:8 with xerrorbars pointtype 7 pointsize 0.01 linewidth 1.25 linecolor rgb best, \
     $rows using 6:10 with points pointtype 7 pointsize 0.6 linecolor rgb best
unset multiplot
