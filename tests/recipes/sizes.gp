# sizes.gp: the number of worlds as a bar. worlds: their number

set xrange [0:2]
set yrange [0:1.1 * worlds]
set boxwidth 0.6
plot '+' using (1):(worlds) every ::0::0 with boxes fillstyle solid noborder linecolor rgb best
