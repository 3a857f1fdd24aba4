//! luxterm in Zed: starts `luxterm server` from the project's PATH. It downloads nothing.

use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

struct Luxterm;

impl zed::Extension for Luxterm {
    fn new() -> Self {
        Luxterm
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let command = worktree
            .which("luxterm")
            .ok_or("luxterm is not on the PATH of this project")?;
        Ok(Command {
            command,
            args: vec!["server".to_string()],
            env: worktree.shell_env(),
        })
    }
}

zed::register_extension!(Luxterm);
