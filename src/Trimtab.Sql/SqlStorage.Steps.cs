using System.Data.Common;

namespace Trimtab.Sql;

/// <content>Steps in transactions.</content>
public abstract partial class SqlStorage
{
    /// <summary>Runs a step in a transaction that writes: all of it or nothing, once.</summary>
    private protected virtual T WriteOnce<T>(Func<DbConnection, DbTransaction, T> step) => Run(_sql.BeginWrite, step);

    /// <summary>Runs a step whose reads see one state.</summary>
    private protected virtual T ReadOnce<T>(Func<DbConnection, DbTransaction, T> step) => Run(_sql.BeginRead, step);

    private T Write<T>(Func<DbConnection, DbTransaction, T> step) => Explained(() => WriteOnce(step));

    private T Read<T>(Func<DbConnection, DbTransaction, T> step) => Explained(() => ReadOnce(step));

    private T Run<T>(Func<DbConnection, DbTransaction> begin, Func<DbConnection, DbTransaction, T> step)
    {
        using var connection = Connect();
        using var transaction = begin(connection);
        var result = step(connection, transaction);
        transaction.Commit();
        return result;
    }
}
