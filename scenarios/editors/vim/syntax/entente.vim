" Scenarios of entente: settings, and the formulas in their quotes.
if exists('b:current_syntax')
  finish
endif
syntax case match

" --- settings ---
syntax match ententeComment "\%(//\|#\).*$" contains=@Spell
syntax region ententeComment start="/\*" end="\*/" contains=@Spell
syntax match ententeName "\<[A-Za-z][A-Za-z0-9_]*\>\ze\s*[:=]=\@!"
syntax match ententeSetting "\<\%(after\|against\|age\|agreed\|allowed\|among\|at\|available\|began\|by\|cap\|cause\|causes\|chance\|collection\|concession\|conflict\|contained\|contains\|deadline\|design\|during\|ended\|entered\|every\|fails_for_good\|forecast\|forecasts\|from\|given\|hazard\|honoured\|horizon\|if_no\|in_force\|in_sample\|joins\|kind\|lasts\|lead_months\|leaves\|month\|monthly\|months\|months_per_round\|never\|of\|on\|options\|p\|pool\|present\|refuses\|renews\|replications\|required\|requires\|rho\|rotation\|rounds\|rule\|scores\|seed\|set\|softens\|stages\|start\|starts\|steps\|table\|takes\|threshold\|thresholds\|troops\|truce_months\|unit\|until\|value\|values\|vary\|veto\|war_cost\|weight\|when\|worlds\)\>\ze\s*[:=]=\@!"
syntax match ententeSection "\<\%(base\|cases\|checks\|contributors\|correlations\|demands\|events\|experts\|factors\|force\|forces\|guarantees\|headline\|levels\|measures\|observed\|outcomes\|parties\|ratification\|run\|sweeps\|talks\|together\|truce\|values\|variants\)\>\ze\s*[:=]=\@!"
syntax match ententeTextSetting "\<\%(title\|name\|note\|notes\|source\|sources\)\>\ze\s*[:=]=\@!" nextgroup=ententeTextSign skipwhite
syntax match ententeTextSign "[:=]" contained nextgroup=ententeText,ententeTextList skipwhite skipempty
syntax region ententeTextList contained matchgroup=NONE start="(" end=")" contains=ententeText,ententeComment
syntax region ententeText contained start=+"+ skip=+\\.+ end=+"+ contains=ententeEscape,@Spell nextgroup=ententeText skipwhite skipempty
syntax match ententeNumber "\<\d\+\%(\.\d*\)\?\%([eE][-+]\?\d\+\)\?\>"
syntax match ententeNumber "\.\d\+\>"
syntax keyword ententeBoolean true false TRUE FALSE True False

" --- formulas ---
syntax region ententeFormula matchgroup=ententeQuote start=+"+ skip=+\\.+ end=+"+ oneline contains=@ententeInFormula
syntax cluster ententeInFormula contains=ententeEscape,ententeOperator,ententeQuantity,ententeReference,ententeFunction,ententeDistribution,ententeConstant,ententeOption
syntax match ententeEscape "\\." contained
syntax match ententeOperator "[-+*/^]\|[<>=!]=\?" contained
syntax match ententeOperator "\<\%(and\|or\|not\|to\|given\|in\)\>" contained
syntax match ententeQuantity "\%([A-Za-z_]\)\@1<!\%(\d\+\%(\.\d*\)\?\|\.\d\+\)\%([eE][-+]\?\d\+\)\?[%kMB]\?" contained
syntax match ententeReference "\<\%(deal\|truce\|force\|talks\)\.[A-Za-z0-9_.]\+\|\<\%(agreed\|calendar\|month\|signed\)\>" contained
syntax match ententeFunction "\<\%(if\|min\|max\|clamp\|abs\|exp\|log\|sqrt\|floor\|logistic\|logit\|normal_cdf\|normal_quantile\|weibull_hazard\|E\|mean\|unknown\|P\)\>\ze\s*(" contained
syntax match ententeDistribution "\<\%(uniform\|triangular\|pert\|normal\|lognormal_mean_sd\|lognormal\|exponential\|gamma\|beta\|weibull\|student_t\|bernoulli\|binomial\|poisson\|discrete\|quantiles\|mixture\|truncate\)\>\ze\s*(" contained
syntax match ententeConstant "\<\%(true\|false\|inf\)\>" contained
syntax match ententeOption "'[^']*'" contained

highlight default link ententeComment Comment
highlight default link ententeSection Keyword
highlight default link ententeSetting Type
highlight default link ententeTextSetting Type
highlight default link ententeName Identifier
highlight default link ententeText String
highlight default link ententeQuote Delimiter
highlight default link ententeNumber Number
highlight default link ententeQuantity Number
highlight default link ententeBoolean Boolean
highlight default link ententeConstant Constant
highlight default link ententeEscape SpecialChar
highlight default link ententeOperator Operator
highlight default link ententeReference Special
highlight default link ententeFunction Function
highlight default link ententeDistribution PreProc
highlight default link ententeOption Character

let b:current_syntax = 'entente'
