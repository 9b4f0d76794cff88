using System.Diagnostics;

namespace Trimtab.Tool;

/// <summary>Groups under which the help lists verbs, in this order.</summary>
internal enum VerbGroup
{
    /// <summary>Tuning a program.</summary>
    Tune,

    /// <summary>Looking at studies.</summary>
    Look,

    /// <summary>Evaluating trials by hand, and steering those that do.</summary>
    Evaluate,

    /// <summary>Moving studies between storages and files, and deleting them.</summary>
    Move,

    /// <summary>The tool itself.</summary>
    Tool,
}

/// <summary>Headlines of the groups.</summary>
internal static class VerbGroupExtensions
{
    /// <summary>The headline of a group.</summary>
    public static string Title(this VerbGroup group) => group switch
    {
        VerbGroup.Tune => "Tune a program:",
        VerbGroup.Look => "Look at studies:",
        VerbGroup.Evaluate => "Evaluate trials by hand, steer runs:",
        VerbGroup.Move => "Move and delete studies:",
        VerbGroup.Tool => "The tool itself:",
        _ => throw new UnreachableException($"A group of verbs must have a title. {group} has none."),
    };
}
