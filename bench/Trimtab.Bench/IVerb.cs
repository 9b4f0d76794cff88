using System.CommandLine;

namespace Trimtab.Bench;

/// <summary>A command of the program, found by the <see cref="NamedAttribute"/> of its type.</summary>
internal interface IVerb
{
    /// <summary>The command with its options.</summary>
    Command Create();
}
