namespace Trimtab.Tool;

/// <summary>Where the help lists a verb; in this order.</summary>
internal enum VerbGroup
{
    /// <summary>Evaluating a program.</summary>
    Tune,

    /// <summary>Looking at studies.</summary>
    Look,

    /// <summary>Evaluating trials by oneself.</summary>
    Evaluate,

    /// <summary>Moving studies.</summary>
    Move,

    /// <summary>The tool itself.</summary>
    Tool,
}
