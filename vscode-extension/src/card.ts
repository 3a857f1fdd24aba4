/** A term's card, shown beside the document as a rendered page. */

import { commands, type Disposable, EventEmitter, Uri, workspace } from "vscode";

const SCHEME = "luxterm-card";

export class Card implements Disposable {
  private markdown = "";
  private readonly changed = new EventEmitter<Uri>();
  private readonly provider = workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: this.changed.event,
    provideTextDocumentContent: () => this.markdown,
  });

  /** Opens the page, named after the term. */
  async show(term: string, markdown: string): Promise<void> {
    const page = Uri.from({ scheme: SCHEME, path: `/${term.replaceAll("/", " ")}` });
    this.markdown = markdown;
    this.changed.fire(page);
    await commands.executeCommand("markdown.showPreviewToSide", page);
  }

  dispose(): void {
    this.provider.dispose();
    this.changed.dispose();
  }
}
