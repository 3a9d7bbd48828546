"""The application: the chain from signal to lesson, as pages, jobs and a programming interface."""
