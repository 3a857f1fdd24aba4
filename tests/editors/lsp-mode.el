;;; Emacs with lsp-mode, see driver.el  -*- lexical-binding: t -*-
(load (expand-file-name "driver.el" (file-name-directory load-file-name)) nil t)
(package-initialize)
(require 'lsp-mode)
(require 'lsp-diagnostics)
(setq lsp-auto-guess-root t lsp-restart 'ignore lsp-keep-workspace-alive t
      lsp-debounce-full-sync-notifications nil ; by an idle timer too
      lsp-headerline-breadcrumb-enable nil lsp-enable-file-watchers nil)
(defun workspace () (car (lsp-workspaces)))
(defun known (item)
  "The server's diagnostic with the words of Flymake's."
  (seq-find (lambda (it) (equal (lsp:diagnostic-message it) (flymake-diagnostic-text item)))
            (gethash (lsp--fix-path-casing buffer-file-name) (lsp-diagnostics t))))
(drive
 (list
  :connect (lambda ()
             ;; Without a terminal no idle timer runs, which is what `lsp-deferred' waits for
             (lsp-workspace-folders-add default-directory)
             (lsp)
             (await (lambda ()
                      (or (not (workspace)) (eq (lsp--workspace-status (workspace)) 'initialized))))
             (workspace))
  :lsp (lambda (item)
         (let ((it (known item)))
           (list :source (lsp:diagnostic-source? it) :code (lsp:diagnostic-code? it))))
  :hover (lambda ()
           (when-let ((card (lsp-request "textDocument/hover" (lsp--text-document-position-params))))
             (substring-no-properties (lsp--render-on-hover-content (lsp:hover-contents card) t))))
  :actions (lambda (&rest _)
             (mapcar (lambda (it)
                       `(,(lsp:code-action-title it) ,(eq (lsp:code-action-is-preferred? it) t) . ,it))
                     (lsp-code-actions-at-point)))
  :apply #'lsp-execute-code-action
  :stop (lambda () (lsp-workspace-shutdown (workspace)))))
