using System.Reflection;

namespace Trimtab;

/// <summary>Applies a type's own implicit conversion, so that the string "adam" can stand for an optimizer in a grid.</summary>
internal static class ImplicitConversion
{
    /// <summary>
    /// The conversion's result, or <see langword="null"/> when <paramref name="target"/> declares none from the value's type.
    /// </summary>
    public static object? Apply(object value, Type target)
    {
        var operation = target.GetMethod("op_Implicit", BindingFlags.Public | BindingFlags.Static, [value.GetType()]);
        return operation?.ReturnType == target ? operation.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value], null) : null;
    }
}
