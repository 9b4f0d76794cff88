namespace Trimtab.ModelSelection.Running;

/// <summary>Carries the error that ends a search under <see cref="ErrorScore.Raise"/> from the training to the run.</summary>
internal sealed class RaisedException(Exception error) : Exception(error.Message, error);
