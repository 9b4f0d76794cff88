namespace Trimtab.Data;

/// <summary>Kind of the values of a column of a <see cref="DataFrame"/>.</summary>
public enum ColumnKind
{
    /// <summary>Numbers, in double precision.</summary>
    Number,

    /// <summary>True or false: 1 or 0 as a feature.</summary>
    Boolean,

    /// <summary>Texts, or members of an enum: categories as a feature.</summary>
    Text,

    /// <summary>Dates, with or without a time: no feature, until <see cref="DataFrameExtensions"/> make numbers of it.</summary>
    Date,
}
