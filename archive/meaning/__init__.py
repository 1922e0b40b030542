"""What does a text mean, in whichever language?"""
