internal import ArgumentParser

/// What a shell of the system needs to complete the words of this program: it asks the program.
package enum CompletionScript: String, CaseIterable, Sendable, ExpressibleByArgument {
  case bash, zsh, fish

  /// What the scripts call the program with, before the words up to the cursor.
  static let question = "--complete-words"

  /// The script.
  package var text: String {
    switch self {
    case .bash:
      """
      _vecferry() {
        local start=${COMP_LINE:0:COMP_POINT} before=
        mapfile -t COMPREPLY < <(vecferry \(Self.question) "$start" 2>/dev/null)
        case ${#COMPREPLY[@]}:${COMPREPLY[0]} in 1:*/ | 1:*=) compopt -o nospace ;; esac
        # bash takes what stands before a colon or an equals sign for a word of its own.
        local word=${start##*[[:space:]]}
        if [[ $COMP_WORDBREAKS == *:* && $word == *[:=]* ]]; then
          before=${word%"${word##*[:=]}"}
          COMPREPLY=("${COMPREPLY[@]#"$before"}")
        fi
      }
      complete -F _vecferry vecferry

      """
    case .zsh:
      """
      #compdef vecferry
      _vecferry() {
        local -a found
        found=("${(@f)$(vecferry \(Self.question) "${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null)}")
        [[ -n ${found[1]} ]] && compadd -Q -- "${found[@]}"
      }
      if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
        _vecferry "$@"
      else
        compdef _vecferry vecferry
      fi

      """
    case .fish:
      """
      complete -c vecferry -f -a '(vecferry \(Self.question) (commandline -cp) 2>/dev/null)'

      """
    }
  }

  /// What could stand in the place of the last word of a line of the system's shell, a line each.
  ///
  /// Nothing is asked of any cluster: commands, options, values, topics, files.
  static func answer(to line: String, in session: ShellSession) -> String {
    // The program's own name is the first word; what follows its own options is a line of ours.
    let info = CommandInfo(StartOptions.self)
    let typed = CompletedLine(line)
    var words = typed.words.dropFirst()
    var isScript = false
    while let word = words.first, word.hasPrefix("-") {
      words.removeFirst()
      guard let option = info.option(named: word), option.value != nil else { continue }
      guard !words.isEmpty else { return fitting(values(of: option, typed.word), typed.word) }
      words.removeFirst()
      isScript = isScript || ["--file", "--command"].contains(option.names[0])
    }
    if words.isEmpty, typed.word.hasPrefix("-") {
      return fitting(info.options.map { $0.names[0] }, typed.word)
    }
    // What follows a script is its arguments, of which nothing is known.
    guard !isScript else { return fitting(files(typed.word), typed.word) }
    let command =
      Quoting.line(Array(words)) + (words.isEmpty ? "" : " ") + line.suffix(typed.typedCount)
    let completions = ShellCompleter(session: session)
      .completions(for: command, cursor: command.count)
    return completions.candidates.map { $0 + "\n" }.joined()
  }

  private static func values(of option: CommandInfo.Option, _ word: String) -> [String] {
    option.subject == .files ? files(word) : option.choices
  }

  private static func files(_ word: String) -> [String] {
    FileCompletion.candidates(for: word, home: nil)
  }

  private static func fitting(_ words: [String], _ start: String) -> String {
    words.filter { $0.hasPrefix(start) }.sorted().map { $0 + "\n" }.joined()
  }
}
