# guarantee_months.gp: in how many truces each guarantee is in force, and its tests, a panel a guarantee.
# $in_force: a block a panel: month (from 0), share of the truces in which it is in force (%)
# $others: a block a panel: the same in the other variants, apart by an empty line
# $tests: a block a panel: from, to (months), tests contained, honoured, all (in 100 truces)
# $panels: left, right; top and bottom of the upper plot, and of that of the tests; 1 in the first column;
#     1 with the months below

set multiplot
set xrange [0:months]
set grid noxtics ytics
set border 1 linewidth 0.75 linecolor rgb axis
edge(i, k) = real(word($panels[i+1], k))

do for [i=0:panels-1] {
    set lmargin at screen X(edge(i, 1)); set rmargin at screen X(edge(i, 2))
    set tmargin at screen Y(edge(i, 3)); set bmargin at screen Y(edge(i, 4))
    set xtics 0, step scale 0
    set format x ''
    set yrange [0:102]
    middle = edge(i, 4) - edge(i, 3) > 40 ? '50' : ''
    if (edge(i, 7) == 1) { set ytics ('' 0, middle 50, '100%%' 100) } else { set ytics ('' 0, '' 50, '' 100) }
    plot $in_force index i using 1:2 with filledcurves y1=0 fillstyle transparent solid 0.2 noborder linecolor rgb best, \
         $others index i using 1:2 with lines linewidth 0.75 linecolor rgb grey, \
         $in_force index i using 1:2 with lines linewidth 2 linecolor rgb best
    if (i == 0) { unset label; unset arrow }

    set tmargin at screen Y(edge(i, 5)); set bmargin at screen Y(edge(i, 6))
    set xtics 0, step scale 0.4
    if (edge(i, 8) == 1) { set format x '%g' }
    set yrange [0:most]
    if (edge(i, 7) == 1) { set ytics 0, most; set format y '%g' } else { set ytics ('' 0, '' most) }
    plot $tests index i using (($1+$2)/2):($3/2):1:2:(0):3 with boxxyerror fillstyle solid noborder linecolor rgb best, \
         $tests index i using (($1+$2)/2):(($3+$4)/2):1:2:3:4 with boxxyerror fillstyle solid noborder linecolor rgb good, \
         $tests index i using (($1+$2)/2):(($4+$5)/2):1:2:4:5 with boxxyerror fillstyle solid noborder linecolor rgb worst
}
unset multiplot
