/** A term's card, shown beside the document as a rendered page. */

import { commands, type Disposable, EventEmitter, Uri, workspace } from "vscode";

const SCHEME = "luxterm-card";
const PAGE = Uri.from({ scheme: SCHEME, path: "/Term.md" });

export class Card implements Disposable {
  private markdown = "";
  private readonly changed = new EventEmitter<Uri>();
  private readonly provider = workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: this.changed.event,
    provideTextDocumentContent: () => this.markdown,
  });

  /** Opens the page, or replaces what it shows. */
  async show(markdown: string): Promise<void> {
    this.markdown = markdown;
    this.changed.fire(PAGE);
    await commands.executeCommand("markdown.showPreviewToSide", PAGE);
  }

  dispose(): void {
    this.provider.dispose();
    this.changed.dispose();
  }
}
