
// The test host loads this assembly as a library. Some tests start it as a program of their own, to be able to kill it.
return args switch
{
    ["storage", .. var rest] => await Child.Run(rest),
    ["store", var folder] => await StoredDatabase.Make(folder),
    _ => 64,
};
