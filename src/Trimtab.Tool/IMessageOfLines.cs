namespace Trimtab.Tool;

/// <summary>An exception whose message has lines that stay lines where it is printed, as those of a program.</summary>
internal interface IMessageOfLines;
