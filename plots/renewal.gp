# renewal.gp: the chance of peace by month, a curve a variant, or peace and the first truce.
# $renewal: a block a curve: month, probability, its interval (low, high) (%)
# order: numbers of the curves in drawing order; told: those in colour; ranks: 1 base, 2 highest, 3 lowest, 0 context

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [x_low:x_high]
set yrange [y_low:y_high]
set grid noxtics ytics
set border 1 linewidth 0.75 linecolor rgb axis
set xtics scale 0.4

rank(i) = int(word(ranks, i + 1))
shade(i) = rank(i) == 0 ? grey : rank(i) == 1 ? best : rank(i) == 2 ? good : worst

plot for [i in told] $renewal index int(i) using 1:3:4 with filledcurves \
         fillstyle transparent solid 0.2 noborder linecolor rgb shade(int(i)), \
     for [i in order] $renewal index int(i) using 1:2 with lines \
         linewidth (rank(int(i)) > 0 ? 2.25 : 1) linecolor rgb shade(int(i))
