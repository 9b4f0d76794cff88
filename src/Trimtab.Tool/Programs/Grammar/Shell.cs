namespace Trimtab.Tool.Programs.Grammar;

/// <summary>The shell that runs a line of <c>--shell</c>.</summary>
internal static class Shell
{
    /// <summary>The shell's file: POSIX's own, on every system that the tool runs programs on.</summary>
    public const string File = "/bin/sh";
}
