using System.Text.Json.Nodes;

namespace Trimtab.Tool.Tests;

/// <summary>What a run of the tool has left.</summary>
internal sealed record ToolOutcome(ExitCode Code, string Output, string Error)
{
    /// <summary>Lines of the output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The output as JSON lines.</summary>
    public JsonNode[] Json => [.. Lines.Select(line => JsonNode.Parse(line)!)];
}
