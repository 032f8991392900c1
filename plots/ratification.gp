# ratification.gp: what those who must ratify answer, of 100 deals that are signed.
# $rows: deals with a yes, deals asked about, interval of those with a yes (low, high), deals with a yes where they have an
#     interval, all deals signed (100, or 0), height; bar: half the height of a bar
# $others: deals with a yes in another variant, height

set errorbars 0
set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [0:100]
set yrange [bottom:top]
unset ytics
set grid noytics xtics
set xtics 0, 25, 100

plot $rows using (($2+$6)/2):7:2:6:($7-bar):($7+bar) with boxxyerror fillstyle solid 0.5 noborder linecolor rgb none, \
     $rows using ($1/2):7:(0):1:($7-bar):($7+bar) with boxxyerror fillstyle solid noborder linecolor rgb best, \
     $rows using (($1+$2)/2):7:1:2:($7-bar):($7+bar) with boxxyerror fillstyle solid noborder linecolor rgb worst, \
     $others using 1:($2-bar-4) with points pointtype 7 pointsize 0.4 linecolor rgb none, \
     $rows using 5:($7+bar+3):3:4 with xerrorbars pointtype 7 pointsize 0.01 linewidth 1.25 linecolor rgb ink, \
     $rows using 5:($7+bar+3) with points pointtype 7 pointsize 0.25 linecolor rgb ink
