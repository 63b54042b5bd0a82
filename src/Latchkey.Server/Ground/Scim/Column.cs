namespace Latchkey.Server.Ground.Scim;

/// <summary>How an attribute is kept in a column.</summary>
internal enum Column
{
    /// <summary>As it is answered.</summary>
    Plain,
    /// <summary>One of a few words in capitals, asked for in any case.</summary>
    Word,
    /// <summary>In canonical form.</summary>
    Key,
    /// <summary>Not in a column of its own but among the values of people or groups, under this name.</summary>
    Value,
    /// <summary>In milliseconds.</summary>
    Time,
}
