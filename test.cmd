@echo off
rem Runs the tests that run on Windows. The last line is "N passed, N failed, N skipped".
rem   test [--slow] [--filter EXPRESSION]
setlocal
cd /d "%~dp0"
call eng\sdk.cmd || exit /b 1
dotnet run --no-cache eng\test.cs -- %*
