" Scenarios of entente are *.cfg, as much else is: they are known by what stands in them.

function! s:detect() abort
  for line in getline(1, 400)
    if line =~# '^\s*\%(contributors\|parties\|demands\|factors\|truce\|outcomes\|variants\)\s*[:=]\s*\%({\|$\)'
      set filetype=entente
      return
    endif
  endfor
endfunction

autocmd BufRead,BufNewFile *.cfg call s:detect()
