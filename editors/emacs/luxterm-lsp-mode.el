;; luxterm in Emacs with lsp-mode, in ~/.emacs.d/init.el  -*- lexical-binding: t -*-
(require 'lsp-mode)
(dolist (known '((text-mode . "plaintext") (adoc-mode . "asciidoc")))
  (add-to-list 'lsp-language-id-configuration known t))
(lsp-register-client
 (make-lsp-client
  :new-connection (lsp-stdio-connection '("luxterm" "server"))
  :activation-fn (lsp-activate-on "markdown" "plaintext" "restructuredtext" "html" "latex" "tex"
                                  "asciidoc")
  :add-on? t
  :server-id 'luxterm))
(dolist (hook '(markdown-mode-hook rst-mode-hook html-mode-hook tex-mode-hook LaTeX-mode-hook
              adoc-mode-hook))
  (add-hook hook #'lsp-deferred))
