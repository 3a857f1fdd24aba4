;;; Emacs with eglot, see driver.el  -*- lexical-binding: t -*-
(load (expand-file-name "driver.el" (file-name-directory load-file-name)) nil t)
(require 'eglot)
(setq eglot-sync-connect t eglot-autoshutdown nil eglot-confirm-server-edits nil eglot-report-progress nil)
(defun hover ()
  (let (card)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq card text)))
    (await (lambda () card))
    (and card (substring-no-properties card))))
(drive
 (list
  :connect (lambda ()
             ;; Without a terminal there is no command loop, which is what `eglot-ensure' waits for
             (run-hooks 'post-command-hook)
             (eglot-current-server))
  :lsp (lambda (item)
         (let ((lsp (alist-get 'eglot-lsp-diag (flymake-diagnostic-data item))))
           (list :source (plist-get lsp :source) :code (plist-get lsp :code))))
  :hover #'hover
  :actions (lambda (start end)
             (mapcar (lambda (it) `(,(plist-get it :title) ,(eq (plist-get it :isPreferred) t) . ,it))
                     (eglot-code-actions start end)))
  :apply (lambda (action)
           (eglot-execute (eglot-current-server) action)
           (eglot--signal-textDocument/didChange))
  :stop (lambda () (eglot-shutdown (eglot-current-server)))))
