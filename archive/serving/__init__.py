"""How do requests reach the archive, whatever clients send and whatever happens to a process?"""
