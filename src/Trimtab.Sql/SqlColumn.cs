using System.Data;

namespace Trimtab.Sql;

/// <summary>A column into which rows are inserted.</summary>
/// <param name="Name">Name, quoted where it must be.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Form">What is inserted, with <c>{0}</c> for the parameter.</param>
internal readonly record struct SqlColumn(string Name, DbType Type, string Form = "{0}");
