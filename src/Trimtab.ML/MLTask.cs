namespace Trimtab.ML;

/// <summary>Task of an ML.NET trainer: the kind of label that it learns to predict.</summary>
public enum MLTask
{
    /// <summary>One of two classes: the label is a <see cref="bool"/>, true for the class of the larger number.</summary>
    BinaryClassification,

    /// <summary>One of three classes or more: the label is a key, in the order of the class numbers.</summary>
    MulticlassClassification,

    /// <summary>A real value: the label is a <see cref="float"/>.</summary>
    Regression,
}
