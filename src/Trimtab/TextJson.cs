using System.Text.Json.Serialization;

namespace Trimtab;

/// <summary>Generated JSON code for the plain texts inside canonical forms.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TextJson : JsonSerializerContext;
