;; luxterm in Emacs 29 and later with eglot, in ~/.emacs.d/init.el  -*- lexical-binding: t -*-
(require 'eglot)
(add-to-list 'eglot-server-programs
             '((markdown-mode gfm-mode text-mode rst-mode html-mode mhtml-mode
                latex-mode LaTeX-mode tex-mode adoc-mode)
               . ("luxterm" "server")))
(dolist (hook '(markdown-mode-hook rst-mode-hook html-mode-hook tex-mode-hook LaTeX-mode-hook
              adoc-mode-hook))
  (add-hook hook #'eglot-ensure))
